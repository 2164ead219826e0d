import type { Lang } from "#platform/context.ts";

const words = {
  zh: {
    title: "这里没有页面",
    next: "请核对地址，或再扫一次二维码。二维码打不开时，店员可以帮您。",
    other: `<a href="?lang=en">English</a>`,
  },
  en: {
    title: "There is no page here",
    next: "Check the address or scan the code again. If it does not open, ask in the store.",
    other: `<a href="?lang=zh">中文</a>`,
  },
} as const;

/** For people whose address belongs to no brand and to no page; programs get problem+json. */
export function lostPage(lang: Lang): string {
  const { title, next, other } = words[lang];
  return `<!doctype html><html lang="${lang === "zh" ? "zh-CN" : "en"}"><head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" /><title>${title}</title>
<link rel="icon" href="/icon.svg" /><link rel="stylesheet" href="/plain.css" /></head>
<body><main><h1>${title}</h1><p>${next}</p><p>${other}</p></main></body></html>`;
}
