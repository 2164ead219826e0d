import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { existsSync } from "node:fs";
import path from "node:path";
import { root } from "../database.ts";

const open = { access: { kind: "public" } };
const year = 31_536_000;

const plainCss = `:root{color-scheme:light}body{margin:0;background:#FBFAF7;color:#22201C;
font:16px/1.6 "PingFang SC","Noto Sans SC","Segoe UI",system-ui,sans-serif}
main{max-width:760px;margin:0 auto;padding:24px 16px}table{border-collapse:collapse;width:100%}
td,th{border-bottom:1px solid #E5E0D6;padding:8px;text-align:left;vertical-align:top}
a{color:#8F3F1E}code{font-size:14px;overflow-wrap:anywhere}small{color:#5E584E;font-size:14px}
h1{font-size:24px}ol{padding-left:1.4em}li{margin:6px 0}
.go{display:inline-block;background:#8F3F1E;color:#fff;padding:14px 22px;border-radius:10px;
text-decoration:none;font-weight:600}`;

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
<rect width="64" height="64" rx="14" fill="#B4532A"/>
<path d="M32 13a19 19 0 1 1-17.9 12.6" fill="none" stroke="#fff"
stroke-width="7" stroke-linecap="round"/><circle cx="15.5" cy="22" r="6" fill="#fff"/></svg>`;

function registerFolder(fastify: FastifyInstance, app: string, decorateReply: boolean): void {
  fastify.register(fastifyStatic, {
    root: path.join(root, "dist", app),
    prefix: `/assets/${app}/`,
    decorateReply,
    index: false,
    cacheControl: false,
    preCompressed: true,
    setHeaders(reply, file) {
      // Names carry the content's hash; the worker's name cannot, and it may control the origin.
      const worker = /sw\.js(\.br|\.gz)?$/.test(file);
      reply.header("cache-control", worker ? "no-cache" : `public, max-age=${year}, immutable`);
      if (worker) reply.header("service-worker-allowed", "/");
    },
  });
}

/** Built files, the icon and the plain style. */
export function registerAssets(fastify: FastifyInstance): void {
  let decorated = false;
  for (const app of ["shop", "counter", "console"]) {
    if (!existsSync(path.join(root, "dist", app))) continue;
    registerFolder(fastify, app, !decorated);
    decorated = true;
  }
  fastify.get("/plain.css", { config: open, schema: { hide: true } as never }, (_q, reply) =>
    reply.header("cache-control", "public, max-age=3600").type("text/css").send(plainCss),
  );
  for (const url of ["/icon.svg", "/favicon.ico"]) {
    fastify.get(url, { config: open, schema: { hide: true } as never }, (_q, reply) =>
      reply.header("cache-control", "public, max-age=86400").type("image/svg+xml").send(icon),
    );
  }
}
