import type { FastifyRequest } from "fastify";

type PublicUrl = (request: FastifyRequest) => string;

let publicUrl: PublicUrl = (request) => `${request.protocol}://${request.host}`;

/** Where people reach this server, without a slash at the end: configured, or as asked. */
export function wirePublicUrl(from: PublicUrl): void {
  publicUrl = from;
}

export const publicUrlOf = (request: FastifyRequest): string => publicUrl(request);
