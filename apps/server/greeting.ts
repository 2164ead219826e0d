import QRCode from "qrcode";

export interface DemoSignIns {
  readonly brandKey: string;
  readonly storeCode: string;
  readonly password: string;
  readonly people: readonly { readonly email: string; readonly zh: string; readonly en: string }[];
}

export interface Greeting {
  readonly ports: { readonly http: number; readonly https: number | null };
  readonly publicUrl: string | null;
  readonly lan: readonly string[];
  readonly demo: DemoSignIns | null;
}

/** Addresses, a QR code for a phone in the same network, and the demo's sign-ins. */
export async function printAddresses(greeting: Greeting, say: (text: string) => void) {
  const { ports, publicUrl, lan, demo } = greeting;
  const local = `http://localhost:${ports.http}`;
  const phone = publicUrl ?? (lan[0] ? `http://${lan[0]}:${ports.http}` : local);
  say("");
  say("  闭环 Bihuan 已就绪 / is ready");
  say("");
  say(`  总部 Console   ${local}/console`);
  say(`  柜台 Counter   ${local}/counter`);
  if (demo) say(`  门店 Shop      ${local}/${demo.brandKey}/s/${demo.storeCode}`);
  say(`  接口 API       ${local}/api/docs`);
  if (ports.https) {
    for (const host of lan.length ? lan : ["localhost"]) {
      say(`  https          https://${host}:${ports.https}   (信任证书 / trust: ${phone}/trust)`);
    }
  }
  if (demo) {
    say("");
    say(`  演示账号（仅演示品牌）/ demo sign-ins (demo brand only), 密码 password: ${demo.password}`);
    for (const one of demo.people) say(`    ${one.email.padEnd(26)} ${one.zh} / ${one.en}`);
  }
  const target = demo ? `${phone}/${demo.brandKey}/s/${demo.storeCode}` : `${phone}/counter`;
  say("");
  say(`  手机扫码 / scan with a phone in the same network: ${target}`);
  say(await QRCode.toString(target, { type: "terminal", small: true, errorCorrectionLevel: "M" }));
}
