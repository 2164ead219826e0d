const { defineConfig } = require("@medusajs/framework/utils");

// Without Redis its modules keep their state in memory, as it does by default.
module.exports = defineConfig({
  projectConfig: {
    databaseUrl: process.env.PEER_DATABASE_URL,
    databaseDriverOptions: { connection: { ssl: false } },
    http: {
      storeCors: "http://localhost", adminCors: "http://localhost", authCors: "http://localhost",
      jwtSecret: "bench", cookieSecret: "bench",
    },
  },
  admin: { disable: true },
});
