import path from "node:path";
import { grocerBrand, chainBrand } from "./brands.ts";
import { buildChain } from "./chain/build-chain.ts";
import { checkNearby } from "./chain/check-nearby.ts";
import { readStores } from "./chain/read-stores.ts";
import { buildGrocer } from "./grocer/build-grocer.ts";
import { differences } from "./grocer/differences.ts";
import { readHistory } from "./grocer/history.ts";
import { printLoop } from "./grocer/print-loop.ts";
import { repeatedUses } from "./grocer/totals.ts";
import { openKeyring } from "./keyring.ts";
import type { ImportTotals } from "./import-csv.ts";
import { openPartners } from "./partners.ts";
import type { OnWait, Partner } from "./partner.ts";
import { openScreen, type Screen } from "./screen.ts";
import { openServer } from "./server.ts";

const points = 300;
const root = path.resolve(import.meta.dirname, "..");
const env = process.env;

function tellImport(screen: Screen, totals: ImportTotals): void {
  const { added, changed, unchanged, problemCount, problems } = totals;
  screen.say(
    `  新增 ${added}，修改 ${changed}，未变 ${unchanged}，有误 ${problemCount}`,
    `  added ${added}, changed ${changed}, unchanged ${unchanged}, bad ${problemCount}`,
  );
  for (const problem of problems) screen.print(`  ! ${problem}`);
}

function tellLines(screen: Screen, zh: string, en: string, lines: readonly string[]): void {
  if (lines.length === 0) return;
  screen.say(`${zh}（${lines.length}）：`, `${en} (${lines.length}):`);
  for (const line of lines) screen.print(`  ! ${line}`);
}

/** Answers what is wrong. */
async function runChain(partner: Partner, screen: Screen): Promise<string[]> {
  screen.say("\n== 一家连锁的门店", "== A chain's stores");
  const { stores, problems } = await readStores();
  tellLines(screen, "读不出的行", "Lines that cannot be read", problems);
  const report = await buildChain(partner, stores, screen);
  tellImport(screen, report.stores);
  screen.say(
    `  机构 ${report.units}（新增 ${report.unitsAdded}）；${report.unknownHours} 家营业时间未知`,
    `  units ${report.units} (added ${report.unitsAdded}); hours of ${report.unknownHours} unknown`,
  );
  const wrong = await checkNearby(partner, stores, points, screen);
  screen.say(
    `  ${points - wrong.length}/${points} 个随机地点的最近十家与逐一计算相同`,
    `  the ten nearest of ${points - wrong.length}/${points} random points equal brute force`,
  );
  const counted = report.stores.added + report.stores.changed + report.stores.unchanged;
  const lost = counted === stores.length ? [] : [`stores: ${counted} ≠ ${stores.length}`];
  return [...problems, ...report.stores.problems, ...lost, ...wrong];
}

async function runGrocer(partner: Partner, screen: Screen): Promise<string[]> {
  screen.say("\n== 一家超市的优惠券历史", "== A grocer's coupon history");
  const history = await readHistory();
  tellLines(screen, "读不出的行", "Lines that cannot be read", history.problems);
  const report = await buildGrocer(partner, history, screen);
  tellImport(screen, report.products);
  const { uses, households } = repeatedUses(history);
  screen.say(
    `  ${households} 户 ${uses} 次在不同日子重复使用同一活动的同一张券：照实保留`,
    `  ${households} households used the same coupon of one campaign twice, on different days, ` +
      `${uses} times: kept`,
  );
  tellLines(
    screen,
    "  优惠券提到、商品文件里没有的商品，未放进适用范围",
    "  Products that coupons name and no product file has, left out of the scopes",
    history.unknownProducts,
  );
  printLoop(report.loop, history, report.campaigns, grocerBrand.currency, screen);
  const surprises = [...report.unknownProducts].filter(
    (code) => !history.unknownProducts.includes(code),
  );
  return [
    ...history.problems,
    ...report.products.problems,
    ...surprises.map((code) => `product ${code} is in the file and the server does not know it`),
    ...differences(report.loop, history, report.campaigns),
  ];
}

/** Says once why the bar stands still. */
function waitTeller(screen: Screen): OnWait {
  let told = false;
  return (ms) => {
    if (told) return;
    told = true;
    const seconds = Math.ceil(ms / 1000);
    screen.say(
      `\n  服务限制每分钟的请求数，现在等 ${seconds} 秒后继续。`,
      `  The server limits requests a minute; the run waits, now for ${seconds} s.`,
    );
  };
}

async function run(screen: Screen): Promise<void> {
  const before = performance.now();
  const server = await openServer(Number(env.PORT || 4000), screen);
  try {
    const dataDir = path.resolve(env.BIHUAN_DATA || path.join(root, "data"));
    const { BIHUAN_EMAIL: email, BIHUAN_PASSWORD: password } = env;
    const [chain, grocer] = await openPartners([chainBrand, grocerBrand], {
      baseUrl: server.url,
      fetch,
      keyring: openKeyring(path.join(dataDir, "secrets", "example.json"), server.url),
      owner: email && password ? { email, password } : null,
      onWait: waitTeller(screen),
    });
    if (!chain || !grocer) throw new Error("two brands in, two partners out");
    const wrong = [...(await runChain(chain, screen)), ...(await runGrocer(grocer, screen))];
    tellLines(screen, "与文件不符", "It differs from the files", wrong);
    if (wrong.length > 0) process.exitCode = 1;
    else screen.say("报表与文件相符。", "The report equals the files.");
    const seconds = ((performance.now() - before) / 1000).toFixed(1);
    screen.say(
      `用时 ${seconds} 秒。npm start 后在 ${server.url} 的控制台里可以看到这两个品牌。`,
      `${seconds} s. After npm start the console at ${server.url} shows both brands.`,
    );
  } finally {
    await server.stop();
  }
}

run(openScreen(process.stdout)).catch((error: Error & { next?: string }) => {
  process.stderr.write(`${error.message}\n${error.next ? `${error.next}\n` : ""}`);
  process.stderr.write("再运行一次会从停下的地方继续。\nRun it again to go on where it stopped.\n");
  process.exit(1);
});
