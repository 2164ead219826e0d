import { App, Button } from "antd";
import { useText } from "../text.ts";

/** Copies a text; over plain http there is no clipboard API, so the old command helps. */
export function CopyButton({ value, label }: { value: string; label?: string }) {
  const { t } = useText();
  const { message } = App.useApp();
  const copy = async () => {
    const done = await copyText(value);
    if (done) message.success(t("form.copied"));
    else message.warning(t("form.copyFailed"));
  };
  return <Button onClick={() => void copy()}>{label ?? t("form.copy")}</Button>;
}

async function copyText(value: string): Promise<boolean> {
  try {
    if (isSecureContext) {
      await navigator.clipboard.writeText(value);
      return true;
    }
  } catch {
    // a refused permission; the old command may still be allowed
  }
  const field = document.createElement("textarea");
  field.value = value;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}
