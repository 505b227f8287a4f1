import "htmx.org";

// A link that was followed may be gone with the part that it was in; whoever walks by keyboard goes on at the new part.
document.addEventListener("htmx:after:swap", () => {
  if (document.activeElement === document.body) {
    document.getElementById("portfolio")?.focus({ preventScroll: true });
  }
});
