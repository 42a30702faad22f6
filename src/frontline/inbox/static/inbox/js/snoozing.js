// Whoever says a date and a time means that one of the choices.
document.addEventListener("input", (event) => {
  if (!event.target.matches(".until input[name=at]")) return;
  event.target.form.querySelector(".until input[value=at]").checked = true;
});
