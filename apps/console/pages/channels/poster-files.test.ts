import assert from "node:assert/strict";
import { test } from "node:test";
import { pdfAround } from "./poster-files.ts";

test("the PDF's table points at every object, and the picture is inside unchanged", () => {
  const jpeg = new Uint8Array([0xff, 0xd8, 1, 2, 3, 10, 13, 0xff, 0xd9]);
  const bytes = pdfAround(jpeg, { width: 10, height: 14 });
  const text = Buffer.from(bytes).toString("latin1");
  const start = Number(/startxref\n(\d+)/.exec(text)?.[1]);
  assert.equal(text.slice(start, start + 4), "xref");
  const rows = [...text.slice(start).matchAll(/^(\d{10}) 00000 n/gm)];
  assert.equal(rows.length, 5);
  for (const [index, row] of rows.entries()) {
    const at = Number(row[1]);
    assert.equal(text.slice(at, at + 7), `${index + 1} 0 obj`);
  }
  assert.ok(Buffer.from(bytes).includes(Buffer.from(jpeg)));
});
