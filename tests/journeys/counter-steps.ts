import { rename, writeFile } from "node:fs/promises";
import sharp from "sharp";
import type { JourneyBrowser, Person } from "#tests/support/browser.ts";
import { atRest } from "#tests/support/rest.ts";

const password = "bihuan-demo";

/** From the sign-in page to the scan screen of the one store where this person works. */
export async function signInAtCounter(staff: Person, email: string, onForm?: () => Promise<void>) {
  const { page } = staff;
  await page.goto("/counter");
  await page.getByLabel("邮箱").waitFor();
  await onForm?.();
  await page.getByLabel("邮箱").fill(email);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.getByRole("button", { name: "登录", exact: true }).tap();
  await atScan(staff);
}

export const atScan = (staff: Person): Promise<void> =>
  staff.page.locator(".scan").waitFor();

/** Types the number that the member reads out. */
export async function typeNumber(staff: Person, spoken: string, onForm?: () => Promise<void>) {
  const { page } = staff;
  await page.getByRole("button", { name: /输数字|输入数字/ }).tap();
  for (const digit of spoken.replaceAll(" ", "")) {
    await page.getByRole("button", { name: digit, exact: true }).tap();
  }
  await onForm?.();
  await page.getByRole("button", { name: "查看这张券" }).tap();
}

/**
 * A scanner gun: a keyboard that types a character each 8 ms and ends with Enter. The times are
 * given with the keys, so that a busy machine does not make a slow gun.
 */
export async function shootGun(staff: Person, text: string): Promise<void> {
  // A screen listens from the moment after it is first seen.
  await atRest(staff);
  const session = await staff.context.newCDPSession(staff.page);
  const start = Date.now() / 1000;
  const keys = [...text].map((key) => ({ key, text: key }));
  await Promise.all(
    [...keys, { key: "Enter", code: "Enter", text: "\r" }].map((key, at) =>
      session.send("Input.dispatchKeyEvent", {
        type: "keyDown", timestamp: start + at * 0.008, ...key,
      }),
    ),
  );
  await session.detach();
}

/** A picture taken by the phone's own camera app. */
export async function takePicture(staff: Person, picture: Buffer): Promise<void> {
  await staff.page.locator(".picture input[type=file]").setInputFiles({
    name: "IMG_0001.png", mimeType: "image/png", buffer: picture,
  });
}

/** Puts a still picture before the live camera of pages that open it from now on. */
export async function beforeCamera(open: JourneyBrowser, picture: Buffer | null): Promise<void> {
  const ground = sharp({ create: { width: 640, height: 480, channels: 3, background: "#8a7a66" } });
  const held = picture && (await sharp(picture).resize({ height: 470 }).toBuffer());
  const { data, info } = await ground
    .composite(held ? [{ input: held, gravity: "centre" }] : [])
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  // Five frames a second: thirty of the same picture would be decoded, drawn and searched all day.
  const head = `YUV4MPEG2 W${info.width} H${info.height} F5:1 Ip A1:1 C420jpeg\n`;
  const frame = [Buffer.from("FRAME\n"), rawFrame(data, info.width, info.height)];
  // a camera that is on keeps its own file
  const next = `${open.cameraFile}.next`;
  await writeFile(next, Buffer.concat([Buffer.from(head), ...frame, ...frame]));
  await rename(next, open.cameraFile);
}

/** Holds a still picture before the live camera of the scan screen; null: takes it away again. */
export async function holdUp(
  open: JourneyBrowser, staff: Person, picture: Buffer | null,
): Promise<void> {
  // All pages share one camera: who opens it while another page has it sees what that one sees.
  await staff.page.goto("about:blank");
  await beforeCamera(open, picture);
  await staff.page.goto("/counter");
}

/** The preview is there; nothing is confirmed. */
export async function backFromPreview(staff: Person): Promise<void> {
  await staff.page.getByRole("heading", { name: "可以核销" }).waitFor();
  await staff.page.getByRole("button", { name: "返回" }).tap();
  await atScan(staff);
}

/** Types the bill's total where the preview asks for it. */
export async function typeBill(staff: Person, yuan: string): Promise<void> {
  await staff.page.getByLabel("优惠前的账单总额").fill(yuan);
}

export const confirm = (staff: Person): Promise<void> =>
  staff.page.getByRole("button", { name: /^(确认核销|不填金额)/ }).tap();

export const redeemed = (staff: Person): Promise<void> =>
  staff.page.getByRole("heading", { name: "核销成功" }).waitFor();

/** Undoes what the result shows, with a reason. */
export async function undo(staff: Person, onSheet?: () => Promise<void>): Promise<void> {
  const { page } = staff;
  await page.getByRole("button", { name: "撤销这笔" }).tap();
  await page.getByRole("dialog").waitFor();
  await onSheet?.();
  await page.getByRole("button", { name: "扫错了券" }).tap();
}

export async function nextOne(staff: Person): Promise<void> {
  await staff.page.getByRole("button", { name: "扫下一张" }).tap();
  await atScan(staff);
}

/** RGB as a camera gives it: brightness of each pixel, colour of each four (BT.601, 16 to 235). */
function rawFrame(rgb: Buffer, width: number, height: number): Buffer {
  const pixels = width * height;
  const frame = Buffer.alloc(pixels * 1.5);
  let colour = pixels;
  for (let at = 0; at < pixels; at += 1) {
    const [r, g, b] = rgb.subarray(at * 3, at * 3 + 3) as unknown as [number, number, number];
    frame[at] = 16 + (66 * r + 129 * g + 25 * b) / 256;
    if (at % 2 || Math.floor(at / width) % 2) continue;
    frame[colour] = 128 + (112 * b - 38 * r - 74 * g) / 256;
    frame[colour + pixels / 4] = 128 + (112 * r - 94 * g - 18 * b) / 256;
    colour += 1;
  }
  return frame;
}
