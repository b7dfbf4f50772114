# One image for API, worker and migrations; which one it is decides the command.
FROM node:24.21.0-slim AS build
WORKDIR /app
ENV TZ=UTC
COPY package.json package-lock.json .npmrc ./
COPY contracts/generator/package.json contracts/generator/package.json
RUN npm ci --no-audit --no-fund
COPY . .
RUN node scripts/commands/build.ts

FROM node:24.21.0-slim
# The worker's connection trusts the system's certificates; TLS to Temporal needs them.
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/*
WORKDIR /app
# Less memory: the allocator otherwise keeps what each thread freed for itself. Faster starts: code compiled while the image is built.
ENV NODE_ENV=production TZ=UTC MALLOC_ARENA_MAX=2 NODE_COMPILE_CACHE=/app/cache
# Packages, migrations and workflow code are in the bundle.
COPY --from=build /app/dist dist
RUN mkdir cache && chown node cache
USER node
# Without settings each program loads, names what it misses and ends: that fills the cache, which belongs to the account that runs it.
RUN for program in api worker; do ! node dist/server/$program.js || exit 1; done && ls cache/*/* > /dev/null
EXPOSE 3000
CMD ["node", "dist/server/api.js"]
