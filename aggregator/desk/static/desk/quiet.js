// The content security policy allows no inline style and no inline script: htmx must not try.
window.htmx.config.includeIndicatorStyles = false;
window.htmx.config.allowEval = false;
