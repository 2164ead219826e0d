import { readdir } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";

/** Where systems keep fonts: Debian and others, macOS, Windows. */
const folders = [
  "/usr/share/fonts",
  "/usr/local/share/fonts",
  path.join(homedir(), ".fonts"),
  path.join(homedir(), ".local/share/fonts"),
  "/System/Library/Fonts",
  "/Library/Fonts",
  "C:\\Windows\\Fonts",
];

interface Face {
  readonly file: RegExp;
  readonly family: string;
}

/** Sans fonts with Chinese, the best first; the family is the name inside the file. */
const chinese: readonly Face[] = [
  { file: /^NotoSansCJK-(Regular|Bold)\.(ttc|otc)$/i, family: "Noto Sans CJK SC" },
  { file: /^NotoSansCJKsc-(Regular|Bold)\.otf$/i, family: "Noto Sans CJK SC" },
  { file: /^NotoSansSC.*\.(ttf|otf)$/i, family: "Noto Sans SC" },
  { file: /^SourceHanSans(SC|CN)?-(Regular|Bold)\.(ttc|otf)$/i, family: "Source Han Sans SC" },
  { file: /^PingFang\.ttc$/i, family: "PingFang SC" },
  { file: /^Hiragino Sans GB\.ttc$/i, family: "Hiragino Sans GB" },
  { file: /^STHeiti (Light|Medium)\.ttc$/i, family: "Heiti SC" },
  { file: /^msyh(bd)?\.tt[cf]$/i, family: "Microsoft YaHei" },
  { file: /^simhei\.ttf$/i, family: "SimHei" },
  { file: /^wqy-zenhei\.ttc$/i, family: "WenQuanYi Zen Hei" },
  { file: /^wqy-microhei\.ttc$/i, family: "WenQuanYi Micro Hei" },
  { file: /^DroidSansFallback(Full)?\.ttf$/i, family: "Droid Sans Fallback" },
];
/** Enough for a poster without Chinese. */
const latin: readonly Face[] = [
  { file: /^DejaVuSans(-Bold)?\.ttf$/i, family: "DejaVu Sans" },
  { file: /^LiberationSans-(Regular|Bold)\.ttf$/i, family: "Liberation Sans" },
  { file: /^arial(bd)?\.ttf$/i, family: "Arial" },
  { file: /^Helvetica\.ttc$/i, family: "Helvetica" },
];

export interface PosterFonts {
  readonly family: string;
  readonly files: readonly string[];
}

async function fontFiles(from: readonly string[]): Promise<string[]> {
  const lists = await Promise.all(
    from.map(async (folder) => {
      const names = await readdir(folder, { recursive: true }).catch(() => [] as string[]);
      return names.map((name) => path.join(folder, name));
    }),
  );
  return lists.flat();
}

/** The installed font that can write the text; null when none can. */
export async function fontsFor(
  text: string,
  from: readonly string[] = folders,
): Promise<PosterFonts | null> {
  const files = await fontFiles(from);
  const faces = /\p{Script=Han}/u.test(text) ? chinese : [...chinese, ...latin];
  for (const { file, family } of faces) {
    const found = files.filter((name) => file.test(path.basename(name)));
    if (found.length > 0) return { family, files: found };
  }
  return null;
}
