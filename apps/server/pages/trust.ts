import type { FastifyInstance } from "fastify";
import { langOf } from "#platform/http/register.ts";

const open = { access: { kind: "public" } };

const page = {
  zh: `<h1>让手机信任本机的 https</h1>
<p>实时扫码、安装到桌面和定位需要 https。本机用自己的证书机构签发证书，只在这台服务器的数据文件夹里。</p>
<p><a class="go" href="/trust/bihuan.crt">下载证书</a></p>
<h2>iPhone / iPad</h2><ol><li>用 Safari 打开本页并下载证书。</li><li>设置 → 已下载描述文件 → 安装。</li>
<li>设置 → 通用 → 关于本机 → 证书信任设置 → 打开 “Bihuan local authority”。</li></ol>
<h2>安卓</h2><ol><li>下载证书。</li><li>设置 → 安全 → 加密与凭据 → 安装证书 → CA 证书 → 选择 bihuan.crt。</li></ol>
<p>不想安装？仍可用 http：拍照识别、用系统相机打开会员的二维码链接、扫码枪和手输都能用。</p>
<p>正式使用请把自己的域名和证书放在反向代理上，并设置 <code>BIHUAN_PUBLIC_URL</code>。</p>`,
  en: `<h1>Let your phone trust this machine's https</h1>
<p>Live scanning, installing to the home screen and location need https. This machine signs with an
authority of its own; its key lies only in this server's data folder.</p>
<p><a class="go" href="/trust/bihuan.crt">Download the certificate</a></p>
<h2>iPhone / iPad</h2><ol><li>Open this page in Safari and download the certificate.</li>
<li>Settings → Profile Downloaded → Install.</li>
<li>Settings → General → About → Certificate Trust Settings →
switch on “Bihuan local authority”.</li></ol>
<h2>Android</h2><ol><li>Download the certificate.</li>
<li>Settings → Security → Encryption &amp; credentials →
Install a certificate → CA certificate.</li></ol>
<p>Rather not? Over http everything else works: a picture of the code, the phone's own camera
opening the member's link, a scanner gun, and typing.</p>
<p>For real use put your own domain and certificate on a reverse proxy and set
<code>BIHUAN_PUBLIC_URL</code>.</p>`,
} as const;

/** How a phone comes to trust our own authority, and the authority's certificate. */
export function registerTrust(fastify: FastifyInstance, authority: () => string | null): void {
  const hidden = { config: open, schema: { hide: true } as never };
  fastify.get("/trust", hidden, (request, reply) => {
    const lang = langOf(request);
    return reply.type("text/html; charset=utf-8").send(
      `<!doctype html><html lang="${lang === "zh" ? "zh-CN" : "en"}"><head><meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" /><title>https</title>
<link rel="stylesheet" href="/plain.css" /></head><body><main>${page[lang]}
<p><a href="/trust?lang=${lang === "zh" ? "en" : "zh"}">${lang === "zh" ? "English" : "中文"}</a></p>
</main></body></html>`,
    );
  });
  fastify.get("/trust/bihuan.crt", hidden, (_q, reply) => {
    const text = authority();
    if (!text) return reply.callNotFound();
    return reply
      .type("application/x-x509-ca-cert")
      .header("content-disposition", 'attachment; filename="bihuan.crt"')
      .send(text);
  });
}
