import type { FastifyRequest } from "fastify";

type PublicUrl = (request: FastifyRequest) => string;

let publicUrl: PublicUrl = (request) => `${request.protocol}://${request.host}`;

/** The address that members' phones reach, without a slash at its end. Default: the request's. */
export function wirePublicUrl(url: PublicUrl): void {
  publicUrl = url;
}

/** What the card's QR shows. The token is after #, so that no log and no link scanner keeps it. */
export function memberLink(request: FastifyRequest, brandKey: string, token: string): string {
  return `${publicUrl(request)}/${brandKey}/m#${token}`;
}
