/** What a key press says, apart from the browser's event. */
export interface KeyPress {
  key: string;
  code: string;
  shiftKey: boolean;
  capsLock: boolean;
  /** Milliseconds on any steady clock. */
  at: number;
}

// A gun sends a character every 1 to 30 ms; nobody types six in a row that fast.
const burstMs = 50;
const suffixMs = 100;
const shortest = 6;
const longest = 600;

/**
 * Listens for a scanner gun, which is a keyboard that types very fast and ends with Enter or Tab.
 * The returned function takes every key press and answers true when it ended a scan: the key must
 * then go nowhere else, or Enter would press the button that has the focus.
 */
export function makeGun(onScan: (text: string) => void): (press: KeyPress) => boolean {
  let typed = "";
  let last = -Infinity;

  return (press) => {
    if (press.key === "Enter" || press.key === "Tab" || press.code === "NumpadEnter") {
      const scanned = typed.length >= shortest && press.at - last <= suffixMs ? typed : "";
      typed = "";
      if (scanned) onScan(scanned);
      return scanned !== "";
    }
    const character = characterOf(press);
    if (character === "") return false;
    const goesOn = press.at - last <= burstMs && typed.length < longest;
    typed = goesOn ? typed + character : character;
    last = press.at;
    return false;
  };
}

/**
 * The character of a key press. While an input method is on, `key` is "Process" and only the place
 * on the keyboard is known: guns are set to the US layout, so that is read.
 */
export function characterOf({ key, code, shiftKey, capsLock }: KeyPress): string {
  if ([...key].length === 1) return key;
  if (key !== "Process" && key !== "Unidentified") return "";
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return shiftKey !== capsLock ? letter : letter.toLowerCase();
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit && shiftKey && code.startsWith("Digit")) return ")!@#$%^&*("[Number(digit)] ?? "";
  if (digit) return digit;
  const pair = signs[code];
  return pair ? (pair[shiftKey ? 1 : 0] ?? "") : "";
}

const signs: Readonly<Record<string, string>> = {
  Slash: "/?",
  Semicolon: ";:",
  Period: ".>",
  Comma: ",<",
  Minus: "-_",
  Equal: "=+",
  NumpadDivide: "//",
  NumpadDecimal: "..",
  NumpadSubtract: "--",
};
