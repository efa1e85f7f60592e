// The content security policy allows no inline style and no inline script: htmx must not try.
window.htmx.config.includeIndicatorStyles = false;
window.htmx.config.allowEval = false;

// unfold binds the width of the bar of actions as text, which would become an inline style; bound
// as an object, Alpine sets the property itself.
document.addEventListener("alpine:init", () => {
  document
    .getElementById("changelist-actions")
    ?.setAttribute("x-bind:style", "{ width: changeListWidth + 'px' }");
});
