import { benchKey, demo } from "./demo-brand.ts";
import { type Result, resultOf } from "./report.ts";
import { startServer } from "./server.ts";

const products = 92_000;
const first = ["龙井", "碧螺春", "乌龙", "茉莉", "普洱", "红茶", "白茶", "桂花", "陈皮", "荞麦"];
const second = ["茶叶", "茶饮", "奶茶", "茶点", "茶杯", "礼盒", "糕", "酥", "冷萃", "罐装"];
const third = ["大", "中", "小", "经典", "秋日", "冬日", "无糖", "低糖", "双人", "单人"];
const asked = [
  "龙井茶叶", "longjing", "ljcy", "桂花", "guihua naicha", "wulongnaicha", "奶cha", "礼盒 8123",
  "檸檬", "普洱糕", "b51234", "tea 777", "经典", "jd", "没有的东西",
];

async function importProducts(url: string): Promise<number> {
  const key = await benchKey(url, ["catalogue.write", "catalogue.read"]);
  const lines = Array.from({ length: products }, (_, n) => {
    const words = [third[n % 10], first[Math.floor(n / 10) % 10], second[Math.floor(n / 100) % 10]];
    return `B${n},${words.join("")} ${n},Tea ${n},分类 ${n % 40},${(n % 90) + 10}`;
  });
  const began = performance.now();
  const answer = await fetch(`${url}/api/${demo.brand}/products/import`, {
    method: "POST",
    headers: { ...key, "content-type": "text/csv", "idempotency-key": crypto.randomUUID() },
    body: ["external_code,name,name_en,category,list_price", ...lines].join("\n"),
  });
  const report = (await answer.json()) as { added?: number };
  if (report.added !== products) throw new Error(`import: ${JSON.stringify(report)}`);
  return (performance.now() - began) / 1000;
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** How long a search among 92,000 products takes, asked one after another through the API. */
export async function search(): Promise<Result[]> {
  const server = await startServer();
  try {
    const seconds = await importProducts(server.url);
    const key = await benchKey(server.url, ["catalogue.read"]);
    const ask = async (text: string) => {
      const began = performance.now();
      const query = `limit=30&text=${encodeURIComponent(text)}`;
      const answer = await fetch(`${server.url}/api/${demo.brand}/products?${query}`, {
        headers: key,
      });
      const { items } = (await answer.json()) as { items: unknown[] };
      const hollow = /没有/.test(text);
      if (hollow !== (items.length === 0) && text !== "檸檬") throw new Error(`search: ${text}`);
      return performance.now() - began;
    };
    for (const text of asked) await ask(text);
    const times: number[] = [];
    for (let round = 0; round < 20; round++) for (const text of asked) times.push(await ask(text));
    const sorted = times.toSorted((a, b) => a - b);
    const correct = `${products} products; each of ${asked.length} texts found what it should`;
    const told = (bench: string, unit: string, value: number, atMost?: number) =>
      resultOf({ bench, unit, runs: [value], correct, ...(atMost ? { atMost } : {}) });
    return [
      told("search, p95", "ms", at(sorted, 0.95), 100),
      told("search, median", "ms", at(sorted, 0.5)),
      told("import with words to be found by", "s", seconds),
    ];
  } finally {
    await server.stop();
  }
}
