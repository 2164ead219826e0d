import { useNavigate } from "@tanstack/react-router";
import { Button, Dropdown } from "antd";
import { LangSwitch } from "#packages/ui/lang-switch.tsx";
import { inLang } from "#packages/ui/i18n.ts";
import { api, queries } from "./api.ts";
import { switchLang, useText } from "./text.ts";

interface AccountMenuProps {
  readonly name: string | null;
  readonly roles?: readonly { readonly name: string; readonly nameEn: string | null }[];
}

/** Language, brands, devices, and the way out. */
export function AccountMenu({ name, roles = [] }: AccountMenuProps) {
  const { t, lang } = useText();
  const navigate = useNavigate();
  const leave = async () => {
    await api.call("signOut");
    queries.clear();
    await navigate({ to: "/sign-in" });
  };
  const first = roles[0];
  const role = first ? inLang(lang, first.name, first.nameEn) : "";
  return (
    <div className="c-account">
      <LangSwitch lang={lang} onSwitch={(next) => void switchLang(next)} />
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [
            { key: "brands", label: t("account.brands") },
            { key: "sessions", label: t("account.sessions") },
            { type: "divider" },
            { key: "leave", label: t("account.signOut") },
          ],
          onClick: ({ key }) => {
            if (key === "leave") void leave();
            else void navigate({ to: `/${key}` });
          },
        }}
      >
        <Button type="text" className="c-account-button" aria-label={t("account.menu")}>
          <span>{name ?? t("account.menu")}</span>
          {role ? <small>{role}</small> : null}
        </Button>
      </Dropdown>
    </div>
  );
}
