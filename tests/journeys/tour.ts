import type { Person } from "#tests/support/browser.ts";
import * as desk from "./console-steps.ts";
import { shoot } from "./looks.ts";
import type { Scene } from "./scene.ts";
import * as shop from "./shop-steps.ts";

const places = ["campaigns", "stores", "products", "members", "staff", "access"] as const;

/** The pages that no other journey passes: they open, hold their look and break no rule. */
export async function lookAround(scene: Scene): Promise<void> {
  const boss = await scene.enter({ device: "desk" });
  await desk.signInAtConsole(boss, "boss@demo.bihuan");
  for (const [at, place] of places.entries()) {
    await desk.openPlace(boss, `tea/${place}`);
    await shoot(boss, `${60 + at}-console-${place}`);
  }
  await oneStore(boss);
  const member = await scene.enter({ device: "phone" });
  await shop.scan(member, `${member.url}/tea/stores`);
  await member.page.getByText("湖滨旗舰店").first().waitFor();
  await shoot(member, "68-shop-stores");
  await shop.scan(member, `${member.url}/tea/me`);
  await shoot(member, "69-shop-me");
  await scene.leave();
}

async function oneStore(boss: Person): Promise<void> {
  const { page } = boss;
  await desk.openPlace(boss, "tea/stores");
  await page.getByRole("link", { name: "湖滨旗舰店" }).first().click();
  await page.getByRole("heading", { level: 1, name: "湖滨旗舰店" }).waitFor();
  await shoot(boss, "66-console-store", { whole: true });
}
