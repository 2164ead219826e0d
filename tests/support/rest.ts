import type { Person } from "./browser.ts";

/** Longer than any answer that a page waits for; a price guard's search has its own wait. */
const mostMs = 45_000;

/**
 * Waits until the page has come to rest: all that was asked is answered, the answers are drawn, and
 * nothing says that it is still loading. Whatever a click or a filter asks for begins before this
 * looks a second time; after a change of width one look does. Where nothing is under way it takes
 * a few frames.
 */
export async function atRest({ page, waiting }: Person, looks = 2): Promise<void> {
  const until = performance.now() + mostMs;
  let calm = 0;
  while (calm < looks) {
    const busy = await page.evaluate(busyParts).catch((thrown: Error) => {
      if (page.isClosed()) throw thrown;
      return ["another page comes"];
    });
    const late = [...waiting.values()];
    calm = busy.length + late.length === 0 ? calm + 1 : 0;
    if (performance.now() < until) continue;
    const what = JSON.stringify({ at: page.url(), "not answered": late, busy });
    throw new Error(`the page has not come to rest in ${mostMs / 1000} s: ${what}`);
  }
}

/** Runs in the page: what is seen to be loading, two frames after the question. */
async function busyParts(): Promise<string[]> {
  const marks = [
    "[aria-busy=true]", ".ant-spin-spinning", ".ant-skeleton-active", ".anticon-loading",
    ".b-skeleton", ".b-spinner",
  ];
  if (document.readyState !== "complete") return [document.readyState];
  await document.fonts.ready;
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  // What a frame has shown acts after it.
  await new Promise((done) => setTimeout(done));
  const seen = (one: Element): boolean => one.checkVisibility({ visibilityProperty: true });
  const late = [...document.images].filter((one) => !one.complete && one.loading !== "lazy");
  const busy = [...document.querySelectorAll(marks.join()), ...late].filter(seen);
  const words = /加载中|Loading/.exec(document.body.innerText)?.[0];
  const told = busy.map((one) => `${one.tagName.toLowerCase()}.${one.getAttribute("class")}`);
  return words ? [...told, words] : told;
}
