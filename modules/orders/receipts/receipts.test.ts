import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { Resvg } from "@resvg/resvg-js";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { ok } from "#tests/support/orders.ts";
import { tillBrand, type TillBrand } from "../till/till.fixture.ts";
import { columnsOf, wrapped } from "./columns.ts";
import type { ReceiptContent } from "./content.ts";
import { receiptBytes, receiptPdf, receiptSvg, receiptText } from "./draw-receipt.ts";
import { columnsOfPaper, type Paper, receiptDoc } from "./receipt-doc.ts";

const wasm = createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm");
prepareZXingModule({ overrides: { wasmBinary: (await readFile(wasm)).buffer as ArrayBuffer } });

let app: TestApp;
let shop: TillBrand;

before(async () => {
  app = await startTestApp();
  shop = await tillBrand(app);
});
after(() => app.close());

const papers: readonly Paper[] = [58, 80];

const content = (more: Partial<ReceiptContent> = {}): ReceiptContent => ({
  lang: "zh", currency: "CNY", brandName: "闭环茶馆", storeName: "南京西路店",
  storeAddress: "上海市静安区南京西路 1266 号恒隆广场 B1-23", storePhone: "021-5555 0101", print: 1,
  number: "12345678901234", url: "https://shop.example.com/tea/orders/0190a1b2-aaaa-7bbb",
  time: "2026-11-22 15:04", cashier: "小周", memberMasked: "138****8000",
  lines: [
    {
      name: "清香型铁观音礼盒（明前头采，两罐装）Dragonwell", options: "大号 红", quantity: 2,
      returned: 1, unitMinor: 64_400, initialMinor: 128_800,
      reductions: [{ name: "满1000减100·双十一", by: ["group", "store"], amountMinor: 10_000 }],
    },
    {
      name: "Supercalifragilisticexpialidocious {tea} | _x_ \"y\" ^z^ ~", options: "", quantity: 1,
      returned: 0, unitMinor: 1_250, initialMinor: 1_250, reductions: [],
    },
  ],
  gifts: [{ label: "茶叶小样", quantity: 1 }], deliveryMinor: 0, goodsMinor: 130_050,
  savedMinor: 10_000, totalMinor: 120_050, points: { used: 500, minor: 500 },
  storedValueMinor: 5_000, payments: [{ method: "cash", amountMinor: 114_550 }],
  cash: { givenMinor: 120_000, changeMinor: 5_450 }, unpaidMinor: 0,
  refunds: [{ time: "2026-11-23 10:00", amountMinor: 54_400 }],
  earned: { points: 114, balance: 2_048 }, ...more,
});

const linesOf = async (given: ReceiptContent, paper: Paper) =>
  (await receiptText(given, paper)).split("\n");

test("a Han takes two columns, a Latin letter one; words stay whole where they fit", () => {
  assert.equal(columnsOf("茶 tea￥1"), 2 + 1 + 3 + 2 + 1);
  assert.deepEqual(wrapped("龙井茶 Dragonwell tea", 12), ["龙井茶", "Dragonwell", "tea"]);
  assert.deepEqual(wrapped("abcdefghij", 4), ["abcd", "efgh", "ij"]);
});

test("no line is wider than the paper, in either language", async () => {
  for (const paper of papers) {
    for (const lang of ["zh", "en"] as const) {
      const lines = await linesOf(content({ lang, print: 12 }), paper);
      const wide = lines.filter((line) => columnsOf(line.trimEnd()) > columnsOfPaper[paper]);
      assert.deepEqual(wide, []);
    }
  }
});

test("amounts end at the paper's right edge, long names stand on lines of their own", async () => {
  for (const paper of papers) {
    const lines = await linesOf(content(), paper);
    const amounts = lines.filter((line) => /\d\.\d\d$/.test(line));
    assert.ok(amounts.length >= 10);
    for (const line of amounts) assert.equal(columnsOf(line), columnsOfPaper[paper], line);
    assert.ok(lines.some((line) => /^  2 x 644\.00 +1,288\.00$/.test(line)));
  }
});

test("what is special in the printer's language is printed as it was written", async () => {
  const text = (await linesOf(content(), 80)).join("\n");
  for (const word of ["{tea}", "| _x_", "\"y\"", "^z^", "~"]) assert.ok(text.includes(word), word);
});

test("who gave a reduction is said; a reprint says that it is one", async () => {
  const first = (await linesOf(content(), 80)).join("\n");
  assert.match(first, /满1000减100·双十一（集团、门店） +-100\.00/);
  assert.doesNotMatch(first, /重印/);
  const third = (await linesOf(content({ print: 3 }), 58)).join("\n");
  assert.match(third, /重印 REPRINT 第 2 次/);
});

test("the bytes: a reset, GB18030, the QR as dots, a cut at the end", async () => {
  const bytes = await receiptBytes(content(), 58);
  assert.equal(bytes.subarray(0, 4).toString("hex"), "1b401c26", "ESC @, FS &");
  assert.ok(bytes.includes(Buffer.from([0xb1, 0xd5, 0xbb, 0xb7])), "闭环");
  assert.ok(bytes.includes(Buffer.from([0xa3, 0xa4])), "￥ in two bytes");
  assert.ok(bytes.includes(Buffer.from("1d763000", "hex")), "GS v 0: dots of the QR");
  const cut = bytes.lastIndexOf(Buffer.from("1d5642", "hex"));
  assert.ok(cut > bytes.length - 12, "GS V B at the end");
  assert.equal(bytes.subarray(cut - 3, cut).toString("hex"), "1b6404", "paper is fed before");
  const { url } = content();
  assert.ok(receiptDoc(content(), 58).includes(`{code:${url};option:qrcode,4,m}`));
});

test("the QR of the drawn receipt says where the order is", async () => {
  const png = new Resvg(await receiptSvg(content(), 58), { background: "#fff" }).render().asPng();
  const [code] = await readBarcodes(png, { formats: ["QRCode"] });
  assert.equal(code?.text, content().url);
});

test("a PDF is as wide as its paper", async () => {
  const pdf = await receiptPdf(content(), 80);
  assert.ok(pdf, "this machine has a Chinese font");
  const text = pdf.toString("latin1");
  assert.ok(text.startsWith("%PDF-"));
  const [, width] = /MediaBox \[0 0 ([\d.]+)/.exec(text) ?? [];
  assert.ok(Math.abs(Number(width) - (80 * 72) / 25.4) < 0.1);
});

test("each print of a sale is counted and told; who only looks counts nothing", async () => {
  const sold = ok(await shop.sell([["TEA", 1]], {}, { givenMinor: 20_000 }), 201);
  const path = `/orders/${sold.orderId}`;
  const print = async (paper: Paper) =>
    ok(await shop.api("POST", `${path}/prints`, { paper, format: "escpos" }));
  assert.deepEqual(await print(58), { printNo: 1, reprint: false });
  assert.deepEqual(await print(80), { printNo: 2, reprint: true });
  const seen = await shop.api("GET", `${path}/receipt.svg?paper=58`);
  assert.equal(seen.headers["content-type"], "image/svg+xml");
  assert.deepEqual(await print(58), { printNo: 3, reprint: true });
  const bytes = await shop.api("GET", `${path}/receipt.bin?print=2`);
  assert.equal(bytes.headers["content-type"], "application/octet-stream");
  assert.equal((await shop.api("GET", `${path}/receipt.bin?print=9`)).body.code,
    "receipt_not_printed");
  const pdf = await shop.api("GET", `${path}/receipt.pdf?print=3`);
  assert.equal(pdf.headers["content-type"], "application/pdf");
});

test("a member reads the receipt of their own order, and nobody else's", async () => {
  const member = await shop.member();
  const memberToken = await shop.shows(member);
  const sold = ok(await shop.sell([["TEA", 1]], { memberToken }), 201);
  const path = `/orders/${sold.orderId}/receipt.pdf`;
  assert.equal((await shop.shop(member, "GET", path)).status, 200);
  const other = await shop.member();
  assert.equal((await shop.shop(other, "GET", path)).status, 404);
});
