import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type HttpParts, langOf } from "#platform/http/register.ts";
import type { DemoSignIns } from "../greeting.ts";
import { fillPage } from "./html.ts";

const open = { access: { kind: "public" } };
const marker = "bihuan_works_here";

/**
 * True on a browser that has opened the console or the counter: its touches are staff's own looks
 * and are kept apart. It is no proof of who someone is and gives no right; the session's cookie is
 * not sent to members' pages.
 */
export const worksHere = (request: FastifyRequest): boolean => request.cookies[marker] === "1";

interface StaffPages {
  readonly codes: "gateway" | "screen" | "none";
  readonly demo: DemoSignIns | null;
}

const titles = {
  console: { zh: "闭环 · 总部", en: "Bihuan · Console" },
  counter: { zh: "闭环 · 柜台", en: "Bihuan · Counter" },
} as const;

function markStaff(request: FastifyRequest, reply: FastifyReply): void {
  reply.setCookie(marker, "1", {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: request.protocol === "https",
    maxAge: 90 * 86_400,
  });
}

/** The console and the counter: one page each; their data come by the API. */
export function registerStaffPages(
  fastify: FastifyInstance,
  parts: HttpParts,
  pages: StaffPages,
): void {
  // the demo's sign-ins go with the demo
  const demoNow = async (): Promise<DemoSignIns | null> =>
    pages.demo && (await parts.brands.byKey(pages.demo.brandKey))?.sample ? pages.demo : null;
  const hidden = { config: open, schema: { hide: true } as never };
  for (const app of ["console", "counter"] as const) {
    for (const url of [`/${app}`, `/${app}/*`]) {
      fastify.get(url, hidden, async (request, reply) => {
        const lang = langOf(request);
        markStaff(request, reply);
        const html = await fillPage(app, {
          title: titles[app][lang],
          themeColor: "#FBF8F2",
          lang,
          nonce: request.cspNonce,
          ...(app === "counter" ? { manifest: "/counter.webmanifest" } : {}),
          data: { demo: await demoNow(), codes: pages.codes, lang },
        });
        reply.header("cache-control", "no-store").type("text/html; charset=utf-8");
        return reply.send(html);
      });
    }
  }
  fastify.get(
    "/counter.webmanifest",
    { config: open, schema: { hide: true } as never },
    async (request, reply) => {
      const name = titles.counter[langOf(request)];
      return reply.type("application/manifest+json").send({
        name,
        short_name: name,
        start_url: "/counter",
        scope: "/counter",
        display: "standalone",
        background_color: "#FBF8F2",
        theme_color: "#FBF8F2",
        icons: [192, 512].map((size) => ({
          src: `/assets/counter/icon-${size}.png`,
          sizes: `${size}x${size}`,
          type: "image/png",
        })),
      });
    },
  );
}
