import type { FastifyRequest } from "fastify";

type PublicUrl = (request: FastifyRequest) => string;

let publicUrl: PublicUrl = (request) => `${request.protocol}://${request.host}`;

/** The address that members reach, without a slash at its end. */
export function wirePublicUrl(url: PublicUrl): void {
  publicUrl = url;
}

export const publicUrlOf = (request: FastifyRequest): string => publicUrl(request);
