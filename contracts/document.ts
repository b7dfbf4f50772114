import { fileURLToPath } from 'node:url';

/** The committed OpenAPI document and the types made from it. */
export const documentPath = fileURLToPath(new URL('./openapi.json', import.meta.url));
export const typesPath = fileURLToPath(new URL('./generated/api.d.ts', import.meta.url));
