import { groupByFour } from "#packages/codes/index.ts";
import { formatMinor } from "#packages/money/index.ts";
import { columnsOf, wrapped } from "./columns.ts";
import type { ReceiptContent, ReceiptLine, ReceiptReduction } from "./content.ts";
import { receiptWords } from "./words.ts";

/** Characters a line: paper of 58 mm has 32, of 80 mm 48. */
export const columnsOfPaper = { 58: 32, 80: 48 } as const;
export type Paper = keyof typeof columnsOfPaper;

// Special in receiptline's language, or not in the two bytes that every Chinese printer knows.
const plain = (text: string): string =>
  text
    .replaceAll("¥", "￥")
    .replaceAll("−", "-")
    .replaceAll(/[\u0000-\u001f\u007f]/g, " ")
    .replaceAll(/[\\|{}~_"`^]/g, (special) => `\\${special}`)
    .replace(/^([-=])/, "\\$1");

interface Sheet {
  readonly content: ReceiptContent;
  readonly columns: number;
  readonly words: (typeof receiptWords)["zh" | "en"];
  readonly out: string[];
}

const money = ({ content }: Sheet, minor: number): string =>
  formatMinor(minor, content.currency, content.lang);
/** Without the currency's sign: a column of amounts. */
const amount = (sheet: Sheet, minor: number): string =>
  money(sheet, minor).replace(/[^\d.,-]/g, "");

function centred(sheet: Sheet, text: string, mark = ""): void {
  for (const line of wrapped(text, sheet.columns)) sheet.out.push(`${mark}${plain(line)}`);
}

function left(sheet: Sheet, text: string): void {
  for (const line of wrapped(text, sheet.columns)) sheet.out.push(`|${plain(line)}`);
}

/** Words at the left, wrapped beside the amount that stands at the right of their last line. */
function row(sheet: Sheet, text: string, right: string, indent = "", mark = ""): void {
  const room = sheet.columns - columnsOf(plain(right)) - 1 - indent.length;
  const lines = wrapped(text, Math.max(4, room));
  const last = lines.pop() ?? "";
  for (const line of lines) sheet.out.push(`|${spaced(indent)}${mark}${plain(line)}`);
  sheet.out.push(`{w:*,${columnsOf(plain(right))}}`);
  sheet.out.push(`${spaced(indent)}${mark}${plain(last)} | ${mark}${plain(right)}`);
  sheet.out.push("{w:auto}");
}

const spaced = (indent: string): string => "~".repeat(indent.length);

function rule(sheet: Sheet): void {
  sheet.out.push("---");
}

function head(sheet: Sheet): void {
  const { content, words } = sheet;
  // Twice as high and as wide where it fits, else as high only.
  const big = columnsOf(content.brandName) * 2 <= sheet.columns ? "^^^" : "^^";
  centred(sheet, content.brandName, `${big}"`);
  sheet.out.push("");
  centred(sheet, content.storeName);
  if (content.storeAddress) centred(sheet, content.storeAddress);
  if (content.storePhone) centred(sheet, content.storePhone);
  if (content.print === null) centred(sheet, words.electronic);
  if (content.print !== null && content.print > 1) {
    sheet.out.push(`"${plain(words.reprint(content.print - 1))}`);
  }
  rule(sheet);
  left(sheet, `${words.number} ${groupByFour(content.number)}`);
  left(sheet, `${words.time} ${content.time}`);
  if (content.cashier) left(sheet, `${words.cashier} ${content.cashier}`);
  if (content.memberMasked) left(sheet, `${words.member} ${content.memberMasked}`);
  rule(sheet);
}

function goods(sheet: Sheet, line: ReceiptLine): void {
  const { words } = sheet;
  left(sheet, [line.name, line.options].filter(Boolean).join(" "));
  row(sheet, `${line.quantity} x ${amount(sheet, line.unitMinor)}`,
    amount(sheet, line.initialMinor), "  ");
  for (const off of line.reductions) {
    row(sheet, reduced(sheet, off), amount(sheet, -off.amountMinor), "  ");
  }
  if (line.returned > 0) sheet.out.push(`|~~${plain(words.returned(line.returned))}`);
}

function reduced({ words }: Sheet, { name, by }: ReceiptReduction): string {
  if (by.length === 0) return name;
  return `${name}${words.brackets(by.map((one) => words.by[one]).join(words.join))}`;
}

function sums(sheet: Sheet): void {
  const { content, words } = sheet;
  if (content.savedMinor > 0 || content.deliveryMinor > 0) {
    row(sheet, words.goods, amount(sheet, content.goodsMinor));
  }
  if (content.savedMinor > 0) row(sheet, words.saved, amount(sheet, -content.savedMinor));
  if (content.deliveryMinor > 0) row(sheet, words.delivery, amount(sheet, content.deliveryMinor));
  row(sheet, words.total, money(sheet, content.totalMinor), "", '^^"');
}

function paid(sheet: Sheet): void {
  const { content, words } = sheet;
  const { points, cash } = content;
  if (points) row(sheet, words.points(points.used), amount(sheet, points.minor));
  if (content.storedValueMinor > 0) {
    row(sheet, words.storedValue, amount(sheet, content.storedValueMinor));
  }
  for (const { method, amountMinor } of content.payments) {
    row(sheet, words.methods[method], amount(sheet, amountMinor));
  }
  if (cash) {
    row(sheet, words.given, amount(sheet, cash.givenMinor), "  ");
    row(sheet, words.change, amount(sheet, cash.changeMinor), "  ");
  }
  if (content.unpaidMinor > 0) row(sheet, words.unpaid, amount(sheet, content.unpaidMinor));
  if (content.refunds.length === 0) return;
  rule(sheet);
  for (const { time, amountMinor } of content.refunds) {
    row(sheet, `${words.refunds} ${time}`, amount(sheet, -amountMinor));
  }
}

function foot(sheet: Sheet): void {
  const { content, words } = sheet;
  if (content.earned) {
    rule(sheet);
    row(sheet, words.earned, String(content.earned.points));
    row(sheet, words.balance, String(content.earned.balance));
  }
  rule(sheet);
  sheet.out.push(`{code:${content.url.replaceAll(/[\\|{};]/g, "\\$&")};option:qrcode,4,m}`);
  centred(sheet, words.scan);
  centred(sheet, words.tax);
  centred(sheet, words.thanks);
}

/** The receipt in receiptline's language; every line fits the paper, amounts stand at its right. */
export function receiptDoc(content: ReceiptContent, paper: Paper): string {
  const words = receiptWords[content.lang];
  const sheet: Sheet = { content, columns: columnsOfPaper[paper], words, out: [] };
  head(sheet);
  for (const line of content.lines) goods(sheet, line);
  for (const { label, quantity } of content.gifts) {
    row(sheet, `${words.gift} ${label}`, `x ${quantity}`);
  }
  rule(sheet);
  sums(sheet);
  rule(sheet);
  paid(sheet);
  foot(sheet);
  return `${sheet.out.join("\n")}\n`;
}
