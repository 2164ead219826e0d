import * as desk from "./console-steps.ts";
import type { Scene } from "./scene.ts";
export async function dbg(scene: Scene) {
  const boss = await scene.enter({ device: "desk" });
  const { page } = boss;
  await desk.signInAtConsole(boss, "boss@demo.bihuan");
  await desk.openPlace(boss, "tea/channels?tab=codes");
  await page.getByRole("button", { name: "新建渠道码" }).first().click();
  await page.getByRole("dialog").waitFor();
  await page.waitForTimeout(1000);
  const box = page.getByRole("dialog").getByRole("combobox", { name: "渠道" }).first();
  await box.click();
  await page.waitForTimeout(700);
  const info = () => page.evaluate(() => [...document.querySelectorAll(".ant-select-dropdown")].map((d) => [d.className, d.getAttribute("style"), JSON.stringify(d.getBoundingClientRect()), getComputedStyle(d).position, d.parentElement?.parentElement?.tagName, getComputedStyle(document.body).position, scrollY]));
  console.log(await info());
  await page.screenshot({ path: "/tmp/dbg1.png" });
  await box.fill("门店海报");
  await page.waitForTimeout(700);
  console.log(await info());
  await page.screenshot({ path: "/tmp/dbg2.png" });
}
