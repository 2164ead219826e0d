/** Asked for by every step that begins a time. */
export const tidyJobName = "applications.tidy";
