import { Link, Navigate } from "@tanstack/react-router";
import { Skeleton } from "antd";
import { BihuanProblem } from "#packages/sdk/index.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { useAnswer } from "../../ask.ts";
import { Alone } from "../../parts/alone.tsx";
import { BrandMark } from "../../parts/brand-mark.tsx";
import { Empty, ErrorNote } from "../../parts/note.tsx";
import { useText } from "../../text.ts";

/** /console: straight into the one brand, or the choice of several. */
export function HomePage() {
  return <Chooser straight />;
}

export function BrandsPage() {
  return <Chooser straight={false} />;
}

function Chooser({ straight }: { straight: boolean }) {
  const { t, lang } = useText();
  const session = useAnswer("getSession", {});
  if (session.error instanceof BihuanProblem && session.error.status === 401) {
    return <Navigate to="/sign-in" />;
  }
  if (session.error) {
    return (
      <Alone title={t("brands.title")}>
        <ErrorNote error={session.error} again={() => void session.refetch()} />
      </Alone>
    );
  }
  if (!session.data) {
    return (
      <Alone title={t("brands.title")}>
        <Skeleton active />
      </Alone>
    );
  }
  const { account, brands } = session.data;
  const [only] = brands;
  if (straight && only && brands.length === 1) return <Navigate to={`/${only.key}`} replace />;
  return (
    <Alone title={t("brands.title")} person={account.name}>
      {brands.length === 0 ? (
        <Empty title={t("brands.none")} next={t("brands.noneNext")} />
      ) : (
        <ul className="c-brands">
          {brands.map((brand) => (
            <li key={brand.key}>
              <Link to={`/${brand.key}`}>
                <BrandMark brand={brand} />
                <span>
                  <strong>{inLang(lang, brand.name, brand.nameEn)}</strong>
                  <small>
                    {brand.roles.map((role) => inLang(lang, role.name, role.nameEn)).join(" · ")}
                    {brand.sample ? ` · ${t("kit.sample")}` : ""}
                  </small>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <Link to="/brands/new" className="c-new-brand">
        <strong>{t("brands.new")}</strong>
        <span>{t("brands.newNote")}</span>
      </Link>
    </Alone>
  );
}
