import { randomBytes } from "node:crypto";
import { createRequire } from "node:module";
import compress from "@fastify/compress";
import cookie from "@fastify/cookie";
import rateLimit from "@fastify/rate-limit";
import swagger from "@fastify/swagger";
import Fastify, {
  type FastifyInstance,
  type FastifyServerOptions,
  LogController,
} from "fastify";
import { newId } from "#platform/ids.ts";
import { problemOf, refuse } from "#platform/errors.ts";
import { registerProblems } from "#platform/http/problem.ts";
import { langOf } from "#platform/http/register.ts";
import { validatorCompiler } from "#platform/http/validate.ts";
import { lostPage } from "./pages/lost.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** One value a request; the pages that need inline styles carry it. */
    cspNonce: string;
  }
}

/** JSON only; imports and pictures come as streams and have limits of their own. */
const bodyLimit = 1_048_576;

export interface HttpOptions {
  readonly ratePerMinute: number;
  readonly trustProxy: boolean;
  readonly logger: FastifyServerOptions["logger"];
  readonly https?: { readonly key: string; readonly cert: string };
}

type Serializer = (answer: unknown) => string;
type Compiler = (route: { readonly schema: object }) => Serializer;
type CompilerFactory = (schemas: unknown, options: unknown) => Compiler;

// The framework's own, which only it depends on.
const ofFastify = createRequire(createRequire(import.meta.url).resolve("fastify"));
const { SerializerSelector } = ofFastify("@fastify/fast-json-stringify-compiler") as {
  SerializerSelector(): CompilerFactory;
};

/**
 * Compiled when its route first answers: all of them at once are most of a start. Half of that
 * work made the checks of variants shorter; without it an answer takes 0.2 µs more.
 */
const lazySerializers: CompilerFactory = (schemas, options) => {
  const compile = SerializerSelector()(schemas, {
    ...(options as object), ajv: { code: { optimize: false } },
  });
  return (route) => (answer) => {
    const made = serializers.get(route.schema) ?? compile(route);
    serializers.set(route.schema, made);
    return made(answer);
  };
};

/** Both listeners answer by the same schemas, and hundreds of routes refuse by one. */
const serializers = new WeakMap<object, Serializer>();

/** A Fastify instance with our defaults; no route yet. */
export async function bareServer(options: HttpOptions): Promise<FastifyInstance> {
  const fastify = Fastify({
    logger: options.logger ?? false,
    bodyLimit,
    trustProxy: options.trustProxy,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId(),
    requestTimeout: 0,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
    schemaController: { compilersFactory: { buildSerializer: lazySerializers } },
    ...(options.https ? { https: options.https } : {}),
  } as FastifyServerOptions) as unknown as FastifyInstance;
  fastify.setValidatorCompiler(validatorCompiler as never);
  fastify.decorateRequest("cspNonce", "");
  registerProblems(fastify);
  fastify.setNotFoundHandler(
    {},
    (request, reply) => {
      const lang = langOf(request);
      if (request.headers.accept?.includes("text/html")) {
        return reply.code(404).type("text/html; charset=utf-8").send(lostPage(lang));
      }
      const problem = problemOf("not_found", {}, lang, request.id);
      return reply.code(404).type("application/problem+json").send(problem);
    },
  );
  await fastify.register(cookie);
  // gzip only: brotli at its default quality costs more time than a store's network saves.
  await fastify.register(compress, { encodings: ["gzip"], threshold: 2_048 });
  await fastify.register(rateLimit, {
    max: options.ratePerMinute,
    timeWindow: 60_000,
    errorResponseBuilder: (_request, context) =>
      refuse("too_many_tries", { seconds: Math.ceil(context.ttl / 1000) }),
  });
  for (const type of ["text/csv", "application/octet-stream", /^image\//]) {
    fastify.addContentTypeParser(type, (_request, payload, done) => done(null, payload));
  }
  await registerDocumentation(fastify);
  securityHeaders(fastify);
  return fastify;
}

function securityHeaders(fastify: FastifyInstance): void {
  fastify.addHook("onRequest", async (request, reply) => {
    request.cspNonce = randomBytes(16).toString("base64");
    reply.headers({
      "x-content-type-options": "nosniff",
      "referrer-policy": "strict-origin-when-cross-origin",
      // Without encryption browsers ignore it and write an error for each page.
      ...(request.protocol === "https" ? { "cross-origin-opener-policy": "same-origin" } : {}),
      "permissions-policy": "camera=(self), geolocation=(self), microphone=(), payment=()",
      "content-security-policy": policy(request.cspNonce, request.url),
    });
  });
}

/** Self only. antd's styles carry the nonce; the counter's scanner is WebAssembly. */
function policy(nonce: string, url: string): string {
  const wasm = url.startsWith("/counter") ? " 'wasm-unsafe-eval'" : "";
  return [
    "default-src 'none'",
    `script-src 'self'${wasm}`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

async function registerDocumentation(fastify: FastifyInstance): Promise<void> {
  await fastify.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Bihuan API",
        version: "0.1.0",
        description: "闭环 Bihuan：品牌门店的 O2O 平台。Self-hosted O2O platform for brands with stores.",
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
      components: {
        securitySchemes: {
          staffSession: { type: "apiKey", in: "cookie", name: "bihuan_staff" },
          memberSession: { type: "apiKey", in: "cookie", name: "bihuan_member" },
          apiKey: { type: "http", scheme: "bearer" },
        },
      },
    },
  });
}
