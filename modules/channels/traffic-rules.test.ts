import assert from "node:assert/strict";
import { test } from "node:test";
import { isBot, trafficRules } from "./traffic-rules.ts";

const phones = [
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like " +
    "Gecko) Mobile/15E148 MicroMessenger/8.0.49(0x18003130) NetType/WIFI Language/zh_CN",
  "Mozilla/5.0 (Linux; Android 13; CUBOT NOTE 50) AppleWebKit/537.36 Chrome/120.0 Mobile Safari",
  "Mozilla/5.0 (Linux; Android 14; V2318A) AppleWebKit/537.36 Chrome/114.0 Mobile AlipayClient",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36",
];
const robots = [
  "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
  "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
  "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 HeadlessChrome/131.0 Safari/537.36",
  "facebookexternalhit/1.1",
  "WhatsApp/2.23.20.0",
  "curl/8.5.0",
  "python-requests/2.31",
  "node",
  "",
];

test("people's phones are no robots", () => {
  for (const name of phones) assert.equal(isBot(name), false, name);
});

test("robots are robots, and so is a caller without a name", () => {
  for (const name of robots) assert.equal(isBot(name), true, name);
  assert.equal(isBot(null), true);
});

test("every rule has a version and both languages", () => {
  assert.deepEqual(trafficRules.map((r) => r.rule), ["bot", "staff", "not_engaged", "repeat"]);
  for (const rule of trafficRules) assert.ok(rule.version >= 1 && rule.zh && rule.en);
});
