// For browsers without ES modules only (Internet Explorer and its age): written in the JavaScript that they know.
window.location.replace('/alter-browser.html');
