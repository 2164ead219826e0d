import { SignInForm } from "./sign-in-form.tsx";
import { useText } from "./text.ts";

/** In place of a screen that belongs to a member: sign in here and it appears. */
export function SignInPlace({ title }: { title: string }) {
  const { t } = useText();
  return (
    <div className="page page-narrow">
      <h1>{title}</h1>
      <p className="page-lead">{t("signIn.neededNext")}</p>
      <div className="b-card">
        <SignInForm
          confirm={t("signIn.confirm")}
          why={t("signIn.why")}
          onSignedIn={() => undefined}
        />
      </div>
    </div>
  );
}
