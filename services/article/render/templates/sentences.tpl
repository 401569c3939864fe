{{%AUTOESCAPE context="HTML"}}{{#SENTENCE}}{{BEFORE}}<span id="{{SENTENCE_ID}}">{{>RUNS}}</span>{{/SENTENCE}}{{AFTER}}
