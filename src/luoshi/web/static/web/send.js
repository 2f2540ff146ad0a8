// The choosing of a file, in Chinese whatever the browser's own language. Without this script the browser's own button stays.
const input = document.querySelector(".pick input[type=file]");

if (input) {
  const words = input.parentElement.querySelector("span");
  const say = () => { words.textContent = input.files.length ? input.files[0].name : "选择文件，或者拖到这里"; };
  words.hidden = false;
  input.parentElement.classList.add("live");
  input.addEventListener("change", say);
  say();
}
