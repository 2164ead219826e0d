import Fastify, { type FastifyInstance } from "fastify";
import { errorRegister } from "#platform/errors.ts";
import { embedded, escapeHtml } from "./html.ts";

const open = { access: { kind: "public" } };

/** Fonts, proxy and telemetry of the reference are off: no request of ours leaves the machine. */
const configuration = {
  url: "/api/openapi.json",
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  showDeveloperTools: "never",
  agent: { disabled: true },
  mcp: { disabled: true },
  hideDarkModeToggle: false,
  theme: "none",
};

const scriptUrl = "/api/docs/reference.js";

/** The reference hands its script out by its plugin only; it is loaded when somebody reads. */
async function referenceScript(): Promise<string> {
  const { default: scalar } = await import("@scalar/fastify-api-reference");
  const aside = Fastify();
  const options = { routePrefix: "/r", configuration: { url: configuration.url } };
  await aside.register(scalar as never, options as never);
  const { body } = await aside.inject({ method: "GET", url: "/r/js/scalar.js" });
  await aside.close();
  return body;
}

function docsPage(): string {
  const attribute = escapeHtml(JSON.stringify(configuration));
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>Bihuan API</title></head>
<body><noscript><a href="/api/openapi.json">OpenAPI</a> ·
<a href="/api/errors">错误 errors</a></noscript>
<script id="api-reference" type="application/json" data-configuration="${attribute}"></script>
<script src="${scriptUrl}"></script></body></html>`;
}

function errorsPage(): string {
  const rows = [...errorRegister()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([code, entry]) => `<tr id="${code}"><td><code>${code}</code></td><td>${entry.status}</td>
<td>${escapeHtml(entry.zh.title)}<br /><small>${escapeHtml(entry.zh.next)}</small></td>
<td>${escapeHtml(entry.en.title)}<br /><small>${escapeHtml(entry.en.next)}</small></td></tr>`,
    )
    .join("\n");
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8" /><title>错误 Errors</title>
<meta name="viewport" content="width=device-width, initial-scale=1" />
<link rel="stylesheet" href="/plain.css" /></head><body><main><h1>错误 Errors</h1>
<table><thead><tr><th>code</th><th>HTTP</th><th>中文</th><th>English</th></tr></thead>
<tbody>${rows}</tbody></table></main></body></html>`;
}

/** `/api/openapi.json`, a page to read it, and the register of errors. */
export async function registerDocumentationPages(fastify: FastifyInstance): Promise<void> {
  let document: string | undefined;
  const hidden = { config: open, schema: { hide: true } as never };
  fastify.get("/api/openapi.json", hidden, (_q, reply) => {
    document ??= JSON.stringify(fastify.swagger());
    return reply.type("application/json").send(document);
  });
  let script: Promise<string> | undefined;
  fastify.get(scriptUrl, { config: open, schema: { hide: true } as never }, async (_q, reply) => {
    script ??= referenceScript();
    return reply
      .header("cache-control", "public, max-age=86400")
      .type("text/javascript; charset=utf-8")
      .send(await script);
  });
  fastify.get("/api/docs", hidden, (_q, reply) =>
    reply
      .header(
        "content-security-policy",
        // The reference writes style elements; its script is a file of ours.
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
          + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; worker-src blob:; "
          + "base-uri 'none'; frame-ancestors 'none'",
      )
      .type("text/html")
      .send(docsPage()),
  );
  fastify.get("/api/errors", hidden, (_q, reply) =>
    reply.type("text/html").send(errorsPage()),
  );
  fastify.get("/api/errors.json", hidden, (_q, reply) =>
    reply.type("application/json").send(embedded(Object.fromEntries(errorRegister()))),
  );
}
