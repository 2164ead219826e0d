import { Icon } from "#packages/ui/icon.tsx";
import { inLang } from "#packages/ui/i18n.ts";
import type { SessionBrand } from "./api.ts";
import { Plain } from "./frame.tsx";
import { useText } from "./text.ts";

interface BrandChoiceProps {
  brands: readonly SessionBrand[];
  onChoose(key: string): void;
}

export function BrandChoice({ brands, onChoose }: BrandChoiceProps) {
  const { t, lang } = useText();
  return (
    <Plain>
      <h1>{t("choose.brand")}</h1>
      <ul className="choices">
        {brands.map((brand) => (
          <li key={brand.key}>
            <button type="button" className="choice" onClick={() => onChoose(brand.key)}>
              <span className="choice-words">
                <strong>{inLang(lang, brand.name, brand.nameEn)}</strong>
                <small>{brand.sample ? t("brand.sample") : brand.key}</small>
              </span>
              <Icon name="next" />
            </button>
          </li>
        ))}
      </ul>
    </Plain>
  );
}
