import { afterEach, expect, test, vi } from "vitest";

afterEach(() => {
  vi.restoreAllMocks();
});

test("the story of the README holds", async () => {
  const failed = vi.spyOn(console, "assert").mockImplementation((condition, ...text) => {
    expect(condition, text.join(" ")).toBe(true);
  });
  await import("./story.gen.js");
  expect(failed).toHaveBeenCalled();
});
