import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { Resvg } from "@resvg/resvg-js";
import fc from "fast-check";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import { fitText, textWidth } from "./fit-text.ts";
import { posterSvg, qrModules, qrSvg, type PosterContent } from "./index.ts";

const wasm = createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm");
prepareZXingModule({ overrides: { wasmBinary: (await readFile(wasm)).buffer as ArrayBuffer } });

const poster: PosterContent = {
  brandName: "半山茶事",
  storeName: "静安寺店",
  headline: "到店第一杯立减 10 元",
  line2: "扫码领券,当日可用",
  url: "https://tea.example/banshan/c/8K3M2QXZ",
  accent: "#B4532A",
  lang: "zh",
};

function draw(svg: string, width: number): Buffer {
  return Buffer.from(new Resvg(svg, { fitTo: { mode: "width", value: width } }).render().asPng());
}

async function scanned(png: Buffer): Promise<string[]> {
  const found = await readBarcodes(new Uint8Array(png), { formats: ["QRCode"] });
  return found.map((code) => code.text);
}

test("a reader finds the link on the poster, small and in any colour", async () => {
  for (const accent of ["#B4532A", "#FFD400", "#101010", "#FFFFFF"]) {
    const svg = posterSvg({ ...poster, accent });
    assert.deepEqual(await scanned(draw(svg, 420)), [poster.url], accent);
  }
});

test("a reader finds the text of a plain code, on a dark ground too", async () => {
  const code = qrSvg(poster.url);
  assert.deepEqual(await scanned(draw(code, 160)), [poster.url]);
  const inner = code.replace("<svg ", '<svg x="20" y="20" width="160" height="160" ');
  const dark = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200">` +
    `<rect width="200" height="200"/>${inner}</svg>`;
  assert.deepEqual(await scanned(draw(dark, 300)), [poster.url]);
});

test("the quiet zone is four modules on every side", () => {
  const { size } = qrModules("hello");
  assert.match(qrSvg("hello"), new RegExp(`viewBox="0 0 ${size + 8} ${size + 8}"`));
  assert.match(qrSvg("hello"), /translate\(4 4\)/);
});

test("the sheet is A4, and no text is markup", () => {
  const svg = posterSvg({ ...poster, brandName: `<script>"&'`, storeName: "a\u0000\u0007b\ud800" });
  assert.match(svg, /width="210mm" height="297mm" viewBox="0 0 2100 2970"/);
  assert.ok(!svg.includes("<script"));
  assert.ok(svg.includes("&lt;script&gt;&quot;&amp;"));
  assert.ok(svg.includes(">ab</text>"));
  assert.doesNotMatch(svg, /https?:\/\/(?!www\.w3\.org)/);
});

test("any text gives a drawing that parses", () => {
  const any = fc.string({ unit: "binary", maxLength: 80 });
  fc.assert(
    fc.property(any, any, any, any, (brandName, storeName, headline, line2) => {
      const svg = posterSvg({ ...poster, brandName, storeName, headline, line2 });
      assert.ok(new Resvg(svg, { font: { loadSystemFonts: false } }).width > 0);
    }),
    { numRuns: 40 },
  );
});

test("long names are wrapped, shrunk and at last cut, and always fit", () => {
  const box = { width: 1000, maxLines: 2, most: 100, least: 40 };
  assert.deepEqual(fitText("静安寺店", box), { lines: ["静安寺店"], size: 100 });
  assert.equal(fitText("半山茶事上海静安寺旗舰店", box).lines.length, 2);
  assert.match(fitText("很长的门店名称".repeat(20), box).lines[1]!, /…$/);
  const grapheme = fc.string({ unit: "grapheme", maxLength: 120 });
  fc.assert(fc.property(fc.oneof(grapheme, fc.lorem()), (text) => {
    const { lines, size } = fitText(text, box);
    assert.ok(lines.length <= 2);
    for (const line of lines) assert.ok(textWidth(line) * size <= 1000.001, line);
  }));
});

test("lines break at words, never before a closing mark, and are about equally long", () => {
  const box = { width: 1000, maxLines: 2, most: 100, least: 40 };
  const { lines } = fitText("春日限定第二杯半价,赠送帆布袋", box);
  assert.equal(lines.length, 2);
  assert.doesNotMatch(lines[1]!, /^[,\uff0c]/);
  const [first = "", second = ""] = fitText("First cup of spring tea", box).lines;
  assert.ok(Math.abs(first.length - second.length) < 8, `${first} / ${second}`);
  assert.equal(`${first} ${second}`, "First cup of spring tea");
});
