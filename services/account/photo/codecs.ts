import { createJimp } from '@jimp/core';
import jpeg from '@jimp/js-jpeg';
import png from '@jimp/js-png';
import { methods } from '@jimp/plugin-cover';

/** Reads and writes PNG and JPEG, and cuts an image to a size. */
export const createImageType = () => createJimp({ formats: [jpeg, png], plugins: [methods] });
