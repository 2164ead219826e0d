import type { Lang } from "./i18n.ts";

interface LangSwitchProps {
  lang: Lang;
  onSwitch(lang: Lang): void;
}

/** One button that names the other language in that language. */
export function LangSwitch({ lang, onSwitch }: LangSwitchProps) {
  const other = lang === "zh" ? "en" : "zh";
  return (
    <button
      type="button"
      className="b-lang"
      lang={other === "zh" ? "zh-CN" : "en"}
      onClick={() => onSwitch(other)}
    >
      {other === "zh" ? "中文" : "EN"}
    </button>
  );
}
