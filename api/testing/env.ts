/** How many requests the test of isolation makes; its full measure is a hundred thousand. */
export const isolationTries = Number(process.env['ISOLATION_TRIES'] ?? 3_000);
