import assert from "node:assert/strict";
import type { Person } from "#tests/support/browser.ts";

/** What an operator would do on pages that other journeys walk; `path` within the brand's API. */
export async function asked<T>(
  boss: Person,
  method: string,
  path: string,
  body?: object,
): Promise<T> {
  const answer = await boss.page.evaluate(
    async ([how, where, sent]) => {
      const got = await fetch(`/api/tea/${where}`, {
        method: how as string,
        headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
        ...(sent ? { body: JSON.stringify(sent) } : {}),
      });
      return { ok: got.ok, text: await got.text() };
    },
    [method, path, body] as const,
  );
  assert.ok(answer.ok, answer.text);
  return (answer.text ? JSON.parse(answer.text) : null) as T;
}
