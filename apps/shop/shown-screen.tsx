import { useEffect, useState } from "react";
import { buttonClass } from "#packages/ui/button.tsx";
import { Skeleton } from "#packages/ui/feedback.tsx";
import { onLink } from "./router.ts";
import { Scene } from "./scene.tsx";
import { useShop } from "./shop.ts";
import { useText } from "./text.ts";

/**
 * Where the QR of a voucher leads. A phone with a staff session goes on to the counter with the
 * token; everybody else only reads what to do. The token stays behind `#`: no log keeps it.
 */
export function ShownScreen() {
  const { api, brand, path } = useShop();
  const { t } = useText();
  const [checked, setChecked] = useState(false);

  useEffect(() => {
    const token = location.hash.slice(1);
    if (!token) return setChecked(true);
    let current = true;
    void api.staffSession().then((isStaff) => {
      if (!current) return;
      const name = location.pathname.endsWith("/b") ? "booking" : "token";
      const application = location.pathname.endsWith("/a");
      const code = encodeURIComponent(token);
      if (isStaff && application) {
        location.replace(`/console/${brand.key}/applications?code=${code}`);
      } else if (isStaff) location.replace(`/counter/#${name}=${code}`);
      else setChecked(true);
    });
    return () => {
      current = false;
    };
  }, [api, brand.key]);

  if (!checked) return <Skeleton label={t("shown.checking")} />;
  return (
    <div className="page page-narrow">
      <div className="shown-picture">
        <Scene kind="cup" seed="shown" />
      </div>
      <h1>{t("shown.title")}</h1>
      <p className="page-lead">{t("shown.text")}</p>
      <a className={buttonClass("main", true)} href={path("/wallet")} onClick={onLink}>
        {t("wallet.title")}
      </a>
    </div>
  );
}
