import assert from "node:assert/strict";
import { test } from "node:test";
import { consentVersion } from "#apps/shop/consent-version.ts";
import { en } from "#apps/shop/messages/en.ts";
import { zh } from "#apps/shop/messages/zh.ts";
import { currentText, textOf } from "#modules/members/consent-texts.ts";

// A consent's record names a text by its version: what was on the screen must be that text.
test("the shop shows the very texts that a consent's record names", () => {
  const necessary = textOf("necessary", consentVersion);
  assert.equal(zh["claim.noticeText"], necessary?.zh);
  assert.equal(en["claim.noticeText"], necessary?.en);
  const marketing = textOf("marketing", consentVersion);
  assert.equal(`${zh["claim.marketing"]}。${zh["claim.marketingNote"]}`, marketing?.zh);
  assert.equal(`${en["claim.marketing"]}. ${en["claim.marketingNote"]}`, marketing?.en);
});

test("the shop's version is the current one", () => {
  assert.equal(currentText("necessary").version, consentVersion);
  assert.equal(currentText("marketing").version, consentVersion);
});
