import assert from "node:assert/strict";
import { type Person, setLine } from "#tests/support/browser.ts";
import { readQr } from "./codes.ts";
import * as desk from "./console-steps.ts";
import * as counter from "./counter-steps.ts";
import { shoot } from "./looks.ts";
import { eventually, newPhone, type Scene } from "./scene.ts";
import * as shop from "./shop-steps.ts";

const offer = "老客八五折";
const storeName = "湖滨旗舰店";

interface Listed {
  readonly items: readonly { readonly deviceId: string | null; readonly billMinor: number }[];
}

const bills = [6137, 8319, 4402, 9950];

/**
 * The line goes down: a picture, a gun, the live camera and a second tab each redeem one, a tab is
 * closed and opened between, and all arrive once.
 */
export async function redeemWithoutLine(scene: Scene): Promise<void> {
  assert.ok(scene.server.httpsPort, "the server speaks https");
  const url = `https://localhost:${scene.server.httpsPort}`;
  const boss = await scene.enter({ device: "desk", url });
  await desk.signInAtConsole(boss, "boss@demo.bihuan");
  const store = await turnOn(boss);
  const staff = await scene.enter({ device: "phone", url });
  await enrol(staff);
  const codes: Buffer[] = [];
  for (const turn of bills.map((_bill, at) => at + 1)) {
    const member = await scene.enter({ device: "phone", url });
    codes.push(await offlineCode(member, store.code, turn === 1));
    await member.context.close();
  }
  await setLine(staff, false);
  await staff.page.getByText("没有网络", { exact: true }).waitFor();
  await numbersAreRefused(staff);
  await counter.takePicture(staff, codes[0]!);
  await redeem(staff, "61.37");
  await shoot(staff, "93-counter-offline-done");
  await counter.nextOne(staff);
  await counter.shootGun(staff, await readQr(codes[1]!));
  await redeem(staff, "83.19");
  await counter.nextOne(staff);
  const back = await reopened(staff);
  await counter.holdUp(scene.open, back, codes[2]!);
  await redeem(back, "44.02");
  await counter.beforeCamera(scene.open, null);
  await counter.nextOne(back);
  await secondTab(back, codes[3]!);
  await arriveOnce(boss, back, store.storeId);
  await desk.openPlace(boss, "tea/offline");
  await boss.page.getByText("没有重复使用，也没有待核对的记录").waitFor();
  await shoot(boss, "96-console-offline", { whole: true });
  await scene.leave();
}

/** An API call with the session of whoever sits at this browser. */
function ask<T>(person: Person, method: string, path: string, body?: object): Promise<T> {
  return person.page.evaluate(
    async ([verb, to, sent]) => {
      const key = crypto.randomUUID();
      const headers = { "content-type": "application/json", "idempotency-key": key };
      const more = sent === undefined ? { headers: {} } : { headers, body: JSON.stringify(sent) };
      const answer = await fetch(to, { method: verb, ...more });
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
      return answer.status === 204 ? null : answer.json();
    },
    [method, path, body] as const,
  );
}

async function turnOn(boss: Person): Promise<{ storeId: string; code: string }> {
  type Stores = { items: { storeId: string; name: string; code: string }[] };
  const stores = await ask<Stores>(boss, "GET", "/api/tea/stores?limit=100");
  const store = stores.items.find((one) => one.name === storeName);
  type Offers = { items: { offerId: string; title: string }[] };
  const offers = await ask<Offers>(boss, "GET", "/api/tea/offers?limit=100");
  const found = offers.items.find((one) => one.title === offer);
  assert.ok(store && found);
  await ask(boss, "PUT", `/api/tea/offline/policies/${store.storeId}`, {
    deviceCount: bills.length + 1, deviceValueMinor: 50_000,
    storeCount: 40, storeValueMinor: 100_000,
    contactlessSeconds: 7_200, statementSeconds: 600, secondUse: "honour", lossBearer: "brand",
  });
  await ask(boss, "PUT", `/api/tea/offline/offers/${found.offerId}`, { allowed: true });
  return store;
}

/** Once, over the line: afterwards the phone has all that it needs without one. */
async function enrol(staff: Person): Promise<void> {
  const { page } = staff;
  await counter.signInAtCounter(staff, "store@demo.bihuan");
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
  await page.getByRole("button", { name: "设置" }).tap();
  await page.getByRole("button", { name: "登记这台设备" }).tap();
  await page.getByText(/^可以核销会员的离线码，到/).waitFor();
  await shoot(staff, "90-counter-offline-settings", { whole: true });
  assert.deepEqual(await page.evaluate(keyOfDevice), ["P-256", false, "InvalidAccessError"]);
  await page.getByRole("button", { name: "扫码" }).tap();
  await counter.atScan(staff);
}

/** The member fetches the code while there is a network and shows it without one. */
async function offlineCode(member: Person, storeCode: string, look: boolean): Promise<Buffer> {
  const { page } = member;
  await shop.scan(member, `${member.url}/tea/s/${storeCode}`);
  await shop.claim(member, { offer, phone: newPhone() });
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
  await page.reload();
  await page.getByRole("button", { name: "门店没有信号？领取离线码" }).tap();
  await page.getByRole("dialog").getByRole("button", { name: storeName }).tap();
  await page.getByRole("img", { name: "离线二维码" }).waitFor();
  await setLine(member, false);
  await page.reload();
  await page.getByRole("button", { name: "出示离线码" }).tap();
  await page.getByRole("img", { name: "离线二维码" }).waitFor();
  if (look) await shoot(member, "91-shop-offline-code");
  return page.screenshot({ scale: "css" });
}

async function numbersAreRefused(staff: Person): Promise<void> {
  await counter.typeNumber(staff, "139716883090");
  await staff.page.getByRole("heading", { name: "没有网络，只能核销会员的离线码" }).waitFor();
  await shoot(staff, "92-counter-offline-number");
  await staff.page.getByRole("button", { name: "继续扫码" }).tap();
}

/** Runs in the page: the device's key, whether it can be taken out, and what a try is told. */
async function keyOfDevice(): Promise<readonly [string, boolean, string]> {
  const asked = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await asked(indexedDB.open("bihuan-counter"));
  const books = database.transaction("books").objectStore("books");
  const [device] = await asked<{ key: CryptoKey }[]>(books.getAll());
  database.close();
  const { key } = device!;
  const taken = await crypto.subtle.exportKey("pkcs8", key).then(
    () => "exported", (thrown: DOMException) => thrown.name,
  );
  return [(key.algorithm as EcKeyAlgorithm).namedCurve, key.extractable, taken];
}

/** What was shown is seen; the bill is typed and the redemption written down. */
async function redeem(staff: Person, yuan: string): Promise<void> {
  await staff.page.getByRole("heading", { name: "离线核销" }).waitFor();
  await counter.typeBill(staff, yuan);
  await counter.confirm(staff);
  await staff.page.getByRole("heading", { name: "已离线核销" }).waitFor();
}

/** The tab is closed and opened again while the line is still down. */
async function reopened(staff: Person): Promise<Person> {
  await staff.page.close();
  const page = await staff.context.newPage();
  await page.goto("/counter");
  const again = { ...staff, page };
  await counter.atScan(again);
  await page.getByText("有 2 条离线记录还没有上传").waitFor();
  return again;
}

/** Another tab of the same phone: one book, the next number, and the cap is said to be near. */
async function secondTab(staff: Person, picture: Buffer): Promise<void> {
  const page = await staff.context.newPage();
  await page.goto("/counter");
  const tab = { ...staff, page };
  await counter.atScan(tab);
  await page.getByText("有 3 条离线记录还没有上传").waitFor();
  await shoot(tab, "94-counter-offline-waiting");
  await counter.shootGun(tab, await readQr(picture));
  await redeem(tab, "99.50");
  await page.getByText("快到上限：").waitFor();
  await counter.nextOne(tab);
  await page.getByText("有 4 条离线记录还没有上传").tap();
  const numbers = await page.getByRole("dialog").locator("li strong").allTextContents();
  assert.deepEqual(numbers.map((one) => one.split(" ")[0]), ["#4", "#3", "#2", "#1"]);
}

async function arriveOnce(boss: Person, staff: Person, storeId: string): Promise<void> {
  await setLine(staff, true);
  const { page } = staff;
  await page.getByText(/离线记录还没有上传/).waitFor({ state: "detached" });
  const path = `/api/tea/redemptions?storeId=${storeId}&limit=100`;
  const listed = () =>
    ask<Listed>(boss, "GET", path).then(({ items }) =>
      items.map((one) => one.billMinor).filter((one) => bills.includes(one)),
    );
  const arrived = await eventually(listed, (all) => all.length >= bills.length);
  assert.deepEqual(arrived.toSorted(), bills.toSorted());
  await page.getByRole("button", { name: "设置" }).tap();
  await page.getByRole("button", { name: "离线核销记录" }).tap();
  await page.getByText("已上传").nth(3).waitFor();
  await shoot(staff, "95-counter-offline-sent");
}
