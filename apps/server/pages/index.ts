import type { FastifyInstance } from "fastify";
import type { HttpParts } from "#platform/http/register.ts";
import type { Installation } from "../app.ts";
import { registerAssets } from "./assets.ts";
import { registerDocumentationPages } from "./documentation.ts";
import { registerShopPages } from "./shop.ts";
import { registerStaffPages } from "./staff-apps.ts";
import { registerTrust } from "./trust.ts";

/** Everything that is not an operation of the API: the apps' pages, files, documentation. */
export async function registerPages(
  fastify: FastifyInstance,
  parts: HttpParts,
  installation: Installation,
): Promise<void> {
  registerAssets(fastify);
  registerTrust(fastify, () => installation.authority);
  registerStaffPages(fastify, parts, installation);
  registerShopPages(fastify, parts);
  fastify.get("/", { config: { access: { kind: "public" } } }, (_request, reply) =>
    reply.redirect("/console"),
  );
  await registerDocumentationPages(fastify);
}
