import type { FastifyInstance } from "fastify";
import type { HttpParts } from "#platform/http/register.ts";
import { registerAssets } from "./assets.ts";
import { registerDocumentationPages } from "./documentation.ts";

/** Everything that is not an operation of the API: the apps' pages, files, documentation. */
export async function registerPages(fastify: FastifyInstance, parts: HttpParts): Promise<void> {
  void parts;
  registerAssets(fastify);
  await registerDocumentationPages(fastify);
}
