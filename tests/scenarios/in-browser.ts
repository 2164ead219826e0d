// The pricing package as a phone runs it: bundled, in a page of its own on the loopback.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Priced } from "#packages/pricing/index.ts";
import type { Question } from "#packages/pricing/scenarios/index.ts";
import { openBrowser, openPerson } from "#tests/support/browser.ts";

const root = join(import.meta.dirname, "..", "..");

/** packages/pricing/browser.ts as one module, for the browsers that the apps are built for. */
async function bundle(): Promise<string> {
  const { build } = await import("vite");
  const built = await build({
    root, configFile: false, logLevel: "silent",
    build: {
      write: false, target: "es2022",
      lib: {
        entry: join(root, "packages/pricing/browser.ts"), formats: ["es"], fileName: "pricing",
      },
    },
  });
  const [output] = [built].flat();
  if (!output || !("output" in output)) throw new Error("nothing was bundled");
  const chunks = output.output.filter((part) => part.type === "chunk");
  if (chunks.length !== 1) throw new Error(`${chunks.length} chunks`);
  return chunks[0]!.code;
}

export interface PricingPage {
  readonly bytes: number;
  /** What the browser says it is. */
  readonly version: string;
  readonly trouble: readonly string[];
  price(questions: readonly Question[]): Promise<Priced[]>;
  close(): Promise<void>;
}

export async function openPricingPage(): Promise<PricingPage> {
  const code = await bundle();
  const server = createServer((request, response) => {
    const script = request.url === "/pricing.js";
    response.setHeader("content-type", script ? "text/javascript" : "text/html; charset=utf-8");
    response.end(script ? code : "<!doctype html><title>prices</title><link rel=icon href=data:,>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await openBrowser(["127.0.0.1"]);
  const person = await openPerson(browser, { url: `http://${host}`, device: "phone" });
  await person.page.goto("/");
  return {
    bytes: Buffer.byteLength(code),
    version: browser.browser.version(),
    trouble: person.trouble,
    price: (questions) => person.page.evaluate(async (asked) => {
      const address = "/pricing.js";
      const engine = await import(address) as typeof import("#packages/pricing/browser.ts");
      return asked.map(({ cart, offers, policy, facts, now, options }) =>
        engine.price(cart, engine.indexOffers(offers, policy), facts, now, options));
    }, questions),
    async close() {
      await person.close();
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
