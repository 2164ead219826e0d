import type { FastifyInstance } from "fastify";
import type { HttpParts } from "#platform/http/register.ts";

/** The pages that people open; filled in once the apps exist. */
export async function registerPages(fastify: FastifyInstance, parts: HttpParts): Promise<void> {
  void parts;
  fastify.get("/api/openapi.json", { config: { access: { kind: "public" } } }, async (_q, reply) =>
    reply.send(fastify.swagger()),
  );
}
