import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

/** Says how hard a password is to guess, by the lists of common passwords and of neighbouring keys; they take some megabytes. */
export const createJudge = () => new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
