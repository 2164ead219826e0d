import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { modules } from "#apps/server/modules.ts";

const ofFastify = createRequire(createRequire(import.meta.url).resolve("fastify"));
const { SerializerSelector } = ofFastify("@fastify/fast-json-stringify-compiler") as {
  SerializerSelector(): (schemas: object, options: object) => (route: object) => unknown;
};

/** The server compiles an answer's schema with its first answer: here all are, before that. */
test("every route's answer can be written by its schema", () => {
  const compile = SerializerSelector()({}, {});
  const faults = modules.flatMap(({ routes }) => routes).flatMap((route) => {
    if (!route.answer) return [];
    try {
      compile({ schema: route.answer, method: route.method, url: route.path, httpStatus: "200" });
      return [];
    } catch (error) {
      return [`${route.operationId}: ${String(error)}`];
    }
  });
  assert.deepEqual(faults, []);
});
