import assert from "node:assert/strict";
import { test } from "node:test";
import { makeText, type Sources } from "./i18n.ts";

// What the page has and this process has not.
Object.assign(globalThis, { document: { documentElement: { lang: "" } } });

/** Words that come when they are told to, as chunks do over a bad line. */
function chunk<const Words extends Record<string, string>>(words: Words) {
  const waiting: (() => void)[] = [];
  const come = () => new Promise<Words>((resolve) => waiting.push(() => resolve(words)));
  const arrive = () => {
    for (const one of waiting.splice(0)) one();
  };
  return { sources: { zh: come, en: come } as Sources<Words>, arrive };
}

const turn = () => new Promise((resolve) => setTimeout(resolve));

async function started() {
  const words = { hello: "你好" };
  const text = makeText<typeof words>({ zh: async () => words, en: async () => words });
  await text.startText("zh");
  return text;
}

test("chunks that come in any order: afterwards all of their words are known", async () => {
  const text = await started();
  const [cart, form] = [chunk({ pay: "付款" }), chunk({ send: "提交 {what}" })];
  const [more, last] = [text.more(cart.sources), text.more(form.sources)];
  const all = Promise.all([more.loadMore(), last.loadMore()]);
  form.arrive();
  cart.arrive();
  await turn();
  form.arrive();
  cart.arrive();
  await all;
  assert.equal(last.text().t("send", { what: "申请" }), "提交 申请");
  assert.equal(more.text().t("pay"), "付款");
  assert.equal(text.text().t("hello"), "你好");
});

test("who asks for a chunk that is on its way waits for its words", async () => {
  const text = await started();
  const cart = chunk({ pay: "付款" });
  const more = text.more(cart.sources);
  const [first, second] = [more.loadMore(), more.loadMore()];
  let known = false;
  void second.then(() => void (known = true));
  await turn();
  assert.equal(known, false);
  cart.arrive();
  await Promise.all([first, second]);
  assert.equal(more.text().t("pay"), "付款");
});

test("a chunk that did not come may be asked for again", async () => {
  const text = await started();
  let tries = 0;
  const come = async () => {
    tries += 1;
    if (tries === 1) throw new Error("the line is down");
    return { pay: "付款" };
  };
  const more = text.more<{ pay: string }>({ zh: come, en: come });
  await assert.rejects(more.loadMore(), /line is down/);
  await more.loadMore();
  assert.equal(more.text().t("pay"), "付款");
});
