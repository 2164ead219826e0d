import assert from "node:assert/strict";
import { test } from "node:test";
import { bookingIn } from "./check-in.ts";

const rows: [scanned: string, number: string | null][] = [
  ["https://tea.example/tea/b#1234567890", "1234567890"],
  ["http://192.168.1.4:3000/tea/b/#1234567890 ", "1234567890"],
  ["https://tea.example/coffee/b#1234567890", null],
  ["https://tea.example/tea/r#1234567890", null],
  ["https://tea.example/tea/b#123456789", null],
  ["1234 5678 90", "1234567890"],
  ["1234 5678 9012", null],
];

for (const [scanned, number] of rows) {
  test(`${scanned} is ${number ? "a booking" : "something else"}`, () => {
    assert.equal(bookingIn(scanned, "tea"), number);
  });
}
